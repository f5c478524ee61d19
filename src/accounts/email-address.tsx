/** An e-mail address that breaks, where it must, after its "@". */
export function EmailAddress({ email }: { email: string }) {
  const [local = '', domain = ''] = email.split('@')
  return (
    <span class="email-address">
      {local}@<wbr />
      {domain}
    </span>
  )
}
