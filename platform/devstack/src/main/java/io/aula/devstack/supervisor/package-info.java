/**
 * The one process that starts, watches and stops a platform's components in order. It restarts nothing by itself: a
 * crash is reported in one line and left for a person to see.
 */
@NullMarked
package io.aula.devstack.supervisor;

import org.jspecify.annotations.NullMarked;
