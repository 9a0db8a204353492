/** The courses subgraph: starts the features, which are packages of their own, and decides where the database's series live. */
@NullMarked
package io.aula.courses;

import org.jspecify.annotations.NullMarked;
