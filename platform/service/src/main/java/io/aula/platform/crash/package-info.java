/** Named places where tests kill the process. */
@NullMarked
package io.aula.platform.crash;

import org.jspecify.annotations.NullMarked;
