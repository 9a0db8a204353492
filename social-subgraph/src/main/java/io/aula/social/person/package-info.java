/** Tells identity what is kept of a person. Forgetting them is the projection's, where it hears that they are gone. */
@NullMarked
package io.aula.social.person;

import org.jspecify.annotations.NullMarked;
