/** The trace that a request or message belongs to. */
@NullMarked
package io.aula.platform.telemetry;

import org.jspecify.annotations.NullMarked;
