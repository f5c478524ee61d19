/** Where staff may sign in instead of giving a password here, by OpenID Connect. */
export type IdentityProvider = {
  /** What the button says: "Sign in with NAME". */
  readonly name: string
  readonly clientId: string
  readonly clientSecret: string
  readonly authorizationUrl: string
  readonly tokenUrl: string
  readonly userInfoUrl: string
}

export const providerId = 'staff'
/** What better-auth answers lies under this address. */
export const providerPath = '/account/provider'
/** Where a provider sends people back to. */
export const providerCallbackPath = `${providerPath}/callback/${providerId}`
