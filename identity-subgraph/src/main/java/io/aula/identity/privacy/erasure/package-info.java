/** Erases people: a saga that ends what is paid, forgets the account and waits until every other store has confirmed. */
@NullMarked
package io.aula.identity.privacy.erasure;

import org.jspecify.annotations.NullMarked;
