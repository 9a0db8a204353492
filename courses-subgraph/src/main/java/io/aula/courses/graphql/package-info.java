/** What the features' answers have in common: localised texts, user errors and the node router's stubs. Knows no feature. */
@NullMarked
package io.aula.courses.graphql;

import org.jspecify.annotations.NullMarked;
