import { addresses } from '../../web/addresses.ts'
import { type ColumnFacts, codesOf, type DataColumn, formInWords } from './data-column.ts'
import { type DataSet, dataSet } from './data-set-store.ts'

/** One column of one file, as the dictionary tells of it. */
type DictionaryRow = { readonly file: string; readonly place: number; readonly column: ColumnFacts }

/** Every column of these sets and of the dictionary itself, made from what writes the files. */
export function dictionaryOf(described: readonly DataSet[]): DataSet {
  const dictionary: DataSet = dataSet<DictionaryRow>({
    name: 'dictionary',
    title: 'Dictionary',
    about: 'One column of one file: what it means, how it is written, which rule is behind it.',
    isByYear: false,
    isByRevision: false,
    keyParts: ['text', 'whole number'],
    linkMeanings: {},
    columns: dictionaryColumns,
    links: () => ({}),
    keyOf: ({ file, place }) => [file, place],
    async readRows(source, _, { after, limit }) {
      const rows = [...described, dictionary].flatMap((set) =>
        set.columns(source).map((column, place) => ({ file: set.name, place, column })),
      )
      const from =
        after === undefined
          ? 0
          : rows.findIndex(({ file, place }) => file === after[0] && place === after[1]) + 1
      return rows.slice(from, from + limit)
    },
  })
  return dictionary
}

function dictionaryColumns({ origin }: { readonly origin: string }): readonly DataColumn<DictionaryRow>[] {
  return [
    {
      name: 'file',
      meaning: 'The file the column stands in, without year and ending.',
      form: { kind: 'text' },
      value: ({ file }) => file,
    },
    {
      name: 'column',
      meaning: 'The name of the column, which is the name of the field in JSON and in the API.',
      form: { kind: 'text' },
      value: ({ column }) => column.name,
    },
    {
      name: 'meaning',
      meaning: 'What it says.',
      form: { kind: 'text' },
      value: ({ column }) => column.meaning,
    },
    {
      name: 'type',
      meaning: 'How its values are written.',
      form: { kind: 'text' },
      value: ({ column }) => formInWords(column.form),
    },
    {
      name: 'unit',
      meaning: 'What a number counts.',
      form: { kind: 'text' },
      empty: 'it is no number, or a bare one',
      value: ({ column }) => column.unit ?? null,
    },
    {
      name: 'values',
      meaning: 'The codes there can be, each with what it means.',
      form: { kind: 'list' },
      empty: 'any value of the type',
      value: ({ column }) => codesOf(column.form).map(({ code, meaning }) => `${code} = ${meaning}`),
    },
    {
      name: 'empty_means',
      meaning: 'What it says that nothing stands there.',
      form: { kind: 'text' },
      empty: 'the column is never empty',
      value: ({ column }) => column.empty ?? null,
    },
    {
      name: 'rule',
      meaning: 'Where the rule behind it is told.',
      form: { kind: 'address' },
      empty: 'it is a fact as recorded',
      value: ({ column }) =>
        column.method === undefined ? null : `${origin}${addresses.method(column.method)}`,
    },
  ]
}
