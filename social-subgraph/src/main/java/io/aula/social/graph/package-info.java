/** The door to Neo4j: parameters only, a deadline on every statement, one kind of failure. Knows no feature's statements. */
@NullMarked
package io.aula.social.graph;

import org.jspecify.annotations.NullMarked;
