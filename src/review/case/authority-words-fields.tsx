import { DeskTextInput, type Problem, problemOf } from '../../web/desk-form-controls.tsx'

/** What an authority itself calls a case. */
export function AuthorityWordsFields({
  typed,
  problems,
}: {
  typed: { readonly authorityReference: string; readonly authorityService: string }
  problems: readonly Problem[]
}) {
  return (
    <>
      <DeskTextInput
        id="authorityReference"
        label="The authority’s own reference"
        hint="If it is known"
        width={20}
        value={typed.authorityReference}
        error={problemOf(problems, 'authorityReference')}
      />
      <DeskTextInput
        id="authorityService"
        label="The authority’s name of the service"
        hint="If it is known, such as: Homes and landlords"
        value={typed.authorityService}
        error={problemOf(problems, 'authorityService')}
      />
    </>
  )
}
