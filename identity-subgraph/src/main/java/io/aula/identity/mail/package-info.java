/** How every mail of Aula looks and leaves: one letter in text and in HTML. Knows no person and keeps nothing. */
@NullMarked
package io.aula.identity.mail;

import org.jspecify.annotations.NullMarked;
