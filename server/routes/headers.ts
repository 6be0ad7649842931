/** Security headers of every answer. Source: security bar "HTTP". */
import type { RequestHandler } from 'express'
import helmet from 'helmet'

/** Scripts, styles, data and workers of this server only; maps may make images and workers of their own bytes. */
export const contentSecurityPolicy = {
  'default-src': ["'none'"], 'script-src': ["'self'"], 'style-src': ["'self'"], 'img-src': ["'self'", 'data:', 'blob:'],
  'connect-src': ["'self'"], 'worker-src': ["'self'", 'blob:'], 'font-src': ["'self'"], 'manifest-src': ["'self'"],
  'require-trusted-types-for': ["'script'"], 'trusted-types': ['default'],
  'frame-ancestors': ["'none'"], 'base-uri': ["'none'"], 'form-action': ["'none'"],
} as const

/** Sets the headers. */
export function securityHeaders(): RequestHandler {
  return helmet({
    contentSecurityPolicy: { useDefaults: false, directives: contentSecurityPolicy },
    frameguard: { action: 'deny' }, referrerPolicy: { policy: 'no-referrer' },
    crossOriginResourcePolicy: { policy: 'same-origin' }, crossOriginOpenerPolicy: { policy: 'same-origin' },
  })
}
