/**
 * A statement that switches off, or on again, what refuses to change sealed rows: the triggers whose names begin with
 * `sealed_`. A backup is put back row by row, and has the seal before what it seals.
 */
export function switchSealGuards(how: 'disable' | 'enable'): string {
  return `
    do $$
    declare
      guard record;
    begin
      for guard in select tgrelid::regclass as guarded, tgname from pg_trigger where tgname like 'sealed\\_%' loop
        execute format('alter table %s ${how} trigger %I', guard.guarded, guard.tgname);
      end loop;
    end
    $$`
}
