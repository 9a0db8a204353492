/**
 * The data services of one machine: where each keeps its files, how it is started and when it counts as ready. The
 * platform and the integration tests start them through the same classes. It supervises nothing.
 */
@NullMarked
package io.aula.devstack.service;

import org.jspecify.annotations.NullMarked;
