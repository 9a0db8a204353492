/** Lists read part by part, the same way in every subgraph: found by keys, never by counting. */
@NullMarked
package io.aula.platform.page;

import org.jspecify.annotations.NullMarked;
