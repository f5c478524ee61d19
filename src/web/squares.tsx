/** Things counted one by one, in tens. Always with words: the key names each kind and its number. */
export type SquareKind = 'filled' | 'pale' | 'hollow' | 'crossed'
export type SquareRun = { readonly kind: SquareKind; readonly count: number; readonly words: string }

/** Beyond this many, squares no longer help the eye and the key alone stands. */
const mostSquares = 300
const size = 24
const step = 30

export function Squares({ runs }: { runs: readonly SquareRun[] }) {
  const kinds = runs.flatMap(({ kind, count }) =>
    count > mostSquares ? [] : Array<SquareKind>(count).fill(kind),
  )
  return (
    <>
      {kinds.length > 0 && kinds.length <= mostSquares && (
        <div class="squares" aria-hidden="true">
          {inTens(kinds).map((ten) => (
            <svg
              aria-hidden="true"
              width={ten.length * step}
              height={step}
              viewBox={`0 0 ${ten.length * step} ${step}`}
              focusable="false"
            >
              {ten.map((kind, index) => (
                <Square kind={kind} x={index * step} />
              ))}
            </svg>
          ))}
        </div>
      )}
      <ul class="squares-key">
        {runs.map(({ kind, count, words }) => (
          <li>
            <svg width="16" height="16" viewBox={`0 0 ${size} ${size}`} aria-hidden="true" focusable="false">
              <Square kind={kind} x={0} />
            </svg>
            {words} {count.toLocaleString('en-GB')}
          </li>
        ))}
      </ul>
    </>
  )
}

function Square({ kind, x }: { kind: SquareKind; x: number }) {
  return (
    <>
      <rect class={`squares__${kind}`} x={x + 1} y="1" width={size - 2} height={size - 2} />
      {kind === 'crossed' && (
        <path
          class="squares__cross"
          d={`M${x + 6} 6l${size - 12} ${size - 12}m0 -${size - 12}l-${size - 12} ${size - 12}`}
        />
      )}
    </>
  )
}

function inTens<Item>(items: readonly Item[]): readonly (readonly Item[])[] {
  return Array.from({ length: Math.ceil(items.length / 10) }, (_, ten) =>
    items.slice(ten * 10, ten * 10 + 10),
  )
}
