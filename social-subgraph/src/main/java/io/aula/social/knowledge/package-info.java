/**
 * The knowledge tree: concepts, what each needs and is part of, which lessons teach them, and what somebody knows of them. Kept in
 * Neo4j, as records. Who teaches a lesson it asks of {@code access}.
 */
@NullMarked
package io.aula.social.knowledge;

import org.jspecify.annotations.NullMarked;
