/** Fills an empty platform the way people would: signed in, through the graph and through tus. */
@NullMarked
package io.aula.devstack.demo;

import org.jspecify.annotations.NullMarked;
