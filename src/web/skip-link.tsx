/** Leads the keyboard past what is not wanted; seen only while it has the focus. */
export function SkipLink({ text, href }: { text: string; href: string }) {
  return (
    <a href={href} class="govuk-skip-link" data-module="govuk-skip-link">
      {text}
    </a>
  )
}
