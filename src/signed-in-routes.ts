import type { OfficerRoute, StaffRoute } from './accounts/signed-in-route.tsx'
import type { ReviewDesk } from './review/review-desk.tsx'

/**
 * Every address behind the sign-in, who may ask for it, and who answers. An address that is not here does not exist;
 * one that is cannot be reached without the permission it names.
 */
export const staffRoutes: readonly StaffRoute<ReviewDesk>[] = []

export const officerRoutes: readonly OfficerRoute<ReviewDesk>[] = []
