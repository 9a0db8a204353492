/** Mails to people that wait to be written, and the links in them that open something once. Their look is {@code mail}'s. */
@NullMarked
package io.aula.identity.account.letter;

import org.jspecify.annotations.NullMarked;
