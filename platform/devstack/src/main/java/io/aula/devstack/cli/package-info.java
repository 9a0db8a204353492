/** The commands of {@code bin/}: they find the supervisor of this checkout's platform and ask it. */
@NullMarked
package io.aula.devstack.cli;

import org.jspecify.annotations.NullMarked;
