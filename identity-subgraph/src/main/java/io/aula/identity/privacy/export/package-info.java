/** Gathers what all services know of a person in one file, for that person alone, and forgets it after some days. */
@NullMarked
package io.aula.identity.privacy.export;

import org.jspecify.annotations.NullMarked;
