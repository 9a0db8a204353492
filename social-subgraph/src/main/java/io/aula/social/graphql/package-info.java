/** What the features' GraphQL has in common: federation, stubs of foreign entities, user errors, cursors. Knows no feature. */
@NullMarked
package io.aula.social.graphql;

import org.jspecify.annotations.NullMarked;
