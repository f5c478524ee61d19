import {
  AlignmentType,
  BorderStyle,
  Document,
  ExternalHyperlink,
  Footer,
  Header,
  HeadingLevel,
  ImageRun,
  LevelFormat,
  Packer,
  PageNumber,
  Paragraph,
  ShadingType,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  WidthType,
} from 'docx'
import { chartPng } from '../charts/chart-png.ts'
import type {
  CommitteePack,
  PackBlock,
  PackChart,
  PackDecision,
  PackMeasure,
  PackTable,
} from './committee-pack.ts'
import type { CommitteeQuestion } from './committee-questions.ts'
import { steadyWordFile } from './steady-word-file.ts'

const colours = {
  ink: '16212B',
  grey: '505A5F',
  rule: 'D5DBDF',
  tint: 'F3F6F7',
  accent: '0B5C63',
  warning: 'A33A1F',
} as const

/** A4 between margins of 25 mm, in twentieths of a point. */
const page = { width: 11_906, height: 16_838, margin: 1_417 } as const
const textWidth = page.width - 2 * page.margin

/** The pack as a Word document, for committees that put it into papers of their own. The same pack has the same bytes. */
export async function committeePackWord(pack: CommitteePack): Promise<Uint8Array<ArrayBuffer>> {
  const pictures = new Map<string, Uint8Array>()
  for (const chart of chartsOf(pack)) pictures.set(chart.name, await chartPng(chart.svg))
  const document = new Document({
    title: titleOf(pack),
    creator: pack.source,
    lastModifiedBy: pack.source,
    description: pack.address,
    styles,
    numbering: {
      config: [
        {
          reference: 'questions',
          levels: [
            {
              level: 0,
              format: LevelFormat.DECIMAL,
              text: '%1.',
              alignment: AlignmentType.LEFT,
              style: { paragraph: { indent: { left: 567, hanging: 567 } } },
            },
          ],
        },
      ],
    },
    sections: [
      {
        properties: {
          page: {
            size: { width: page.width, height: page.height },
            margin: { top: page.margin, right: page.margin, bottom: page.margin, left: page.margin },
          },
        },
        ...(pack.demonstrationNote === null ? {} : { headers: { default: demonstrationHeader(pack) } }),
        footers: { default: footerOf(pack) },
        children: [
          new Paragraph({ text: pack.authority, heading: HeadingLevel.TITLE }),
          new Paragraph({ text: `${pack.title}: ${pack.period}`, style: 'Lead' }),
          ...(pack.demonstrationNote === null
            ? []
            : [new Paragraph({ children: demonstrationRuns(pack.demonstrationNote) })]),
          ...pack.sections.flatMap(({ heading, blocks }) => [
            new Paragraph({ text: heading, heading: HeadingLevel.HEADING_1, keepNext: true }),
            ...blocks.flatMap((block) => wordsOf(block, pictures)),
          ]),
          new Paragraph({ text: `${pack.source} ${pack.address}`, style: 'Note' }),
        ],
      },
    ],
  })
  return steadyWordFile(await Packer.toBuffer(document), pack.publishedOn)
}

function titleOf({ title, authority, demonstrationNote }: CommitteePack): string {
  return `${demonstrationNote === null ? '' : 'DEMONSTRATION: '}${title}, ${authority}`
}

function chartsOf({ sections }: CommitteePack): readonly PackChart[] {
  return sections.flatMap(({ blocks }) =>
    blocks.flatMap((block) => (block.kind === 'chart' ? [block.chart] : [])),
  )
}

function demonstrationRuns(note: string): TextRun[] {
  return [new TextRun({ text: 'DEMONSTRATION ', bold: true }), new TextRun({ text: note })]
}

function demonstrationHeader({ demonstrationNote }: CommitteePack): Header {
  return new Header({
    children: [
      new Paragraph({
        style: 'Band',
        shading: { type: ShadingType.CLEAR, fill: colours.tint },
        children: demonstrationRuns(demonstrationNote ?? ''),
      }),
    ],
  })
}

function footerOf({ authority, title }: CommitteePack): Footer {
  return new Footer({
    children: [
      new Paragraph({
        style: 'Note',
        children: [
          new TextRun(`${authority} · ${title} · page `),
          new TextRun({ children: [PageNumber.CURRENT] }),
          new TextRun(' of '),
          new TextRun({ children: [PageNumber.TOTAL_PAGES] }),
        ],
      }),
    ],
  })
}

function wordsOf(block: PackBlock, pictures: ReadonlyMap<string, Uint8Array>): (Paragraph | Table)[] {
  switch (block.kind) {
    case 'lead':
      return [new Paragraph({ text: block.text, style: 'Lead' })]
    case 'text':
      return [textParagraph(block.text, block.tone)]
    case 'measures':
      return block.measures.flatMap(measureWords)
    case 'questions':
      return block.questions.flatMap(questionWords)
    case 'table':
      return tableWords(block.table)
    case 'chart':
      return chartWords(block.chart, pictures)
    case 'decisions':
      return block.decisions.flatMap(decisionWords)
  }
}

function textParagraph(text: string, tone: 'plain' | 'grey' | 'failure'): Paragraph {
  if (tone === 'grey') return new Paragraph({ text, style: 'Note' })
  if (tone === 'plain') return new Paragraph({ text })
  return new Paragraph({ children: [new TextRun({ text, bold: true, color: colours.warning })] })
}

/** The figure stands large before its words, as on the page; the ring is left to the page and the PDF. */
function measureWords({
  name,
  plainWords,
  figure,
  base,
  failure,
  sentences,
  note,
}: PackMeasure): Paragraph[] {
  const large =
    figure.kind === 'number' ? `${figure.printed}${figure.unit === '%' ? '%' : ''}` : figure.lines.join(' ')
  return [
    new Paragraph({ text: name, heading: HeadingLevel.HEADING_2, keepNext: true }),
    new Paragraph({
      keepNext: true,
      children: [
        new TextRun({ text: large, bold: true, size: 56, color: colours.accent }),
        ...(base === '' ? [] : [new TextRun({ text: `  ${base}`, color: colours.grey })]),
      ],
    }),
    new Paragraph({ text: plainWords, style: 'Note', keepNext: true }),
    ...(failure === null ? [] : [textParagraph(failure, 'failure')]),
    ...(sentences.length === 0 ? [] : [textParagraph(sentences.join(' '), 'plain')]),
    ...(note === '' ? [] : [textParagraph(note, 'grey')]),
  ]
}

function questionWords({ question, because }: CommitteeQuestion): Paragraph[] {
  return [
    new Paragraph({
      numbering: { reference: 'questions', level: 0 },
      keepNext: true,
      spacing: { before: 120, after: 0 },
      children: [new TextRun({ text: question, bold: true })],
    }),
    new Paragraph({ text: because, style: 'Note', indent: { left: 567 } }),
  ]
}

function tableWords({ caption, columns, rows }: PackTable): (Paragraph | Table)[] {
  const widths = columnWidths(columns)
  return [
    new Paragraph({
      keepNext: true,
      spacing: { before: 160 },
      children: [new TextRun({ text: caption, bold: true })],
    }),
    new Table({
      width: { size: textWidth, type: WidthType.DXA },
      columnWidths: widths,
      layout: TableLayoutType.FIXED,
      borders: tableBorders,
      rows: [
        new TableRow({
          tableHeader: true,
          cantSplit: true,
          children: columns.map(({ name, isNumber }, index) => cellOf(name, isNumber, true, widths[index])),
        }),
        ...rows.map(
          (row) =>
            new TableRow({
              cantSplit: true,
              children:
                row.kind === 'break'
                  ? [
                      new TableCell({
                        columnSpan: columns.length,
                        children: [new Paragraph({ text: row.text, style: 'CellNote' })],
                      }),
                    ]
                  : row.cells.map((cell, index) =>
                      cellOf(cell, columns[index]?.isNumber ?? false, row.isStrong, widths[index]),
                    ),
            }),
        ),
      ],
    }),
    new Paragraph({ text: '', spacing: { after: 60 } }),
  ]
}

function columnWidths(columns: PackTable['columns']): number[] {
  const all = columns.reduce((sum, { width }) => sum + width, 0)
  return columns.map(({ width }) => Math.floor((textWidth * width) / all))
}

const noBorder = { style: BorderStyle.NONE, size: 0, color: 'auto' } as const
const hairline = { style: BorderStyle.SINGLE, size: 4, color: colours.rule } as const
const tableBorders = {
  top: noBorder,
  left: noBorder,
  right: noBorder,
  insideVertical: noBorder,
  insideHorizontal: hairline,
  bottom: hairline,
} as const

function cellOf(text: string, isNumber: boolean, isStrong: boolean, width: number | undefined): TableCell {
  return new TableCell({
    ...(width === undefined ? {} : { width: { size: width, type: WidthType.DXA } }),
    margins: { top: 60, bottom: 60, left: 0, right: 120 },
    children: [
      new Paragraph({
        style: 'Cell',
        alignment: isNumber ? AlignmentType.RIGHT : AlignmentType.LEFT,
        children: [new TextRun({ text, bold: isStrong })],
      }),
    ],
  })
}

function chartWords(chart: PackChart, pictures: ReadonlyMap<string, Uint8Array>): Paragraph[] {
  const picture = pictures.get(chart.name)
  if (!picture) throw new Error(`the chart ${chart.name} was not drawn`)
  // The text is 160 mm wide, 605 px of Word's; a chart is shrunk to it and never stretched.
  const scale = Math.min(1, 600 / chart.width)
  return [
    new Paragraph({
      keepNext: true,
      spacing: { before: 200 },
      children: [new TextRun({ text: chart.title, bold: true })],
    }),
    ...(chart.caption === '' ? [] : [new Paragraph({ text: chart.caption, style: 'Note', keepNext: true })]),
    new Paragraph({
      keepNext: chart.notes.length > 0,
      children: [
        new ImageRun({
          type: 'png',
          data: picture,
          transformation: {
            width: Math.round(chart.width * scale),
            height: Math.round(chart.height * scale),
          },
          altText: { name: chart.name, title: chart.title, description: chart.description },
        }),
      ],
    }),
    ...(chart.notes.length === 0 ? [] : [textParagraph(chart.notes.join(' '), 'grey')]),
  ]
}

function decisionWords({ reference, subject, decidedOn, summary, address }: PackDecision): Paragraph[] {
  return [
    new Paragraph({
      heading: HeadingLevel.HEADING_2,
      keepNext: true,
      children: [
        new ExternalHyperlink({
          link: address,
          children: [new TextRun({ text: subject, style: 'Hyperlink' })],
        }),
      ],
    }),
    new Paragraph({ text: `${decidedOn} · ${reference}`, style: 'Note', keepNext: true }),
    new Paragraph({ text: summary }),
  ]
}

const font = 'Arial'

const styles = {
  default: {
    document: {
      run: { font, size: 21, color: colours.ink, language: { value: 'en-GB' } },
      paragraph: { spacing: { after: 120, line: 276 } },
    },
    title: { run: { font, size: 40, bold: true, color: colours.ink }, paragraph: { spacing: { after: 80 } } },
    heading1: {
      run: { font, size: 28, bold: true, color: colours.accent },
      paragraph: { spacing: { before: 360, after: 120 } },
    },
    heading2: {
      run: { font, size: 23, bold: true, color: colours.ink },
      paragraph: { spacing: { before: 220, after: 40 } },
    },
    hyperlink: { run: { color: colours.accent, underline: {} } },
  },
  paragraphStyles: [
    { id: 'Lead', name: 'Lead', basedOn: 'Normal', run: { size: 25 } },
    { id: 'Note', name: 'Note', basedOn: 'Normal', run: { size: 18, color: colours.grey } },
    { id: 'Band', name: 'Band', basedOn: 'Normal', run: { size: 17 } },
    { id: 'Cell', name: 'Cell', basedOn: 'Normal', run: { size: 19 }, paragraph: { spacing: { after: 0 } } },
    {
      id: 'CellNote',
      name: 'Cell note',
      basedOn: 'Cell',
      run: { size: 18, color: colours.grey },
      paragraph: { spacing: { after: 0 } },
    },
  ],
}
