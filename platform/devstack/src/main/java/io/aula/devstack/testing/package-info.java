/**
 * The same data services for integration tests: each is started once per test JVM on a free port and ends with it.
 */
@NullMarked
package io.aula.devstack.testing;

import org.jspecify.annotations.NullMarked;
