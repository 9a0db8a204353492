/** Who follows whom: Neo4j is the system of record, and each change leaves its event in the same transaction. */
@NullMarked
package io.aula.social.follow;

import org.jspecify.annotations.NullMarked;
