/** Who is asking: the verified access token as a {@link io.aula.platform.security.Caller}. */
@NullMarked
package io.aula.platform.security;

import org.jspecify.annotations.NullMarked;
