/**
 * Child processes: how one is started in a session of its own, remembered in a pid file, asked to stop and, when it
 * does not, ended with everything below it. It knows nothing of what the processes are for.
 */
@NullMarked
package io.aula.devstack.process;

import org.jspecify.annotations.NullMarked;
