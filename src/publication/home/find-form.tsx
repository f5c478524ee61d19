import { addresses } from '../../web/addresses.ts'
import { Button, TextInput } from '../../web/form-controls.tsx'

/**
 * Search by name. A plain form: the answer is a page with its own address. On a page that can find, a script
 * suggests names while they are typed.
 */
export function FindForm({ label, value }: { label: string; value?: string | undefined }) {
  return (
    <search>
      <form
        class="find"
        method="get"
        action={addresses.authorities()}
        data-suggestions={addresses.suggestions()}
      >
        <TextInput id="search" name="search" label={label} value={value} autocomplete="off" />
        <Button text="Find" />
      </form>
    </search>
  )
}
