/** How a stranger becomes a person: form, mail, confirmed address. Never tells who already has an account. */
@NullMarked
package io.aula.identity.account.signup;

import org.jspecify.annotations.NullMarked;
