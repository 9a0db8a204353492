/** What people may ask of their own data: all of it, and that it be gone. Knows of no table but its own: each feature tells and forgets. */
@NullMarked
package io.aula.identity.privacy;

import org.jspecify.annotations.NullMarked;
