/** Texts from one language into another, by whatever engine this installation has. A machine's work, which its users label as such. */
@NullMarked
package io.aula.platform.translation;

import org.jspecify.annotations.NullMarked;
