/**
 * The machine-wide facts of one local platform: its ports, its folder, its secrets and the environment every
 * component is started with. It owns no process; {@code process} starts them and {@code supervisor} watches them.
 */
@NullMarked
package io.aula.devstack;

import org.jspecify.annotations.NullMarked;
