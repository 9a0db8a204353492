/** The social subgraph: what people say to each other (MongoDB) and how they are connected (Neo4j). */
@NullMarked
package io.aula.social;

import org.jspecify.annotations.NullMarked;
