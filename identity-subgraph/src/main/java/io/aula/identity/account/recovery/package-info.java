/** Ways back into an account for who forgot the password, and to another address. Never tells who has an account. */
@NullMarked
package io.aula.identity.account.recovery;

import org.jspecify.annotations.NullMarked;
