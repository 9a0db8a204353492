/** What a person typed, made comparable and free of what nobody can see, before anything is decided by it. */
@NullMarked
package io.aula.platform.text;

import org.jspecify.annotations.NullMarked;
