/** Passwords and the patience we have with wrong ones. Knows nothing of OAuth or of web pages. */
@NullMarked
package io.aula.identity.account.signin;

import org.jspecify.annotations.NullMarked;
