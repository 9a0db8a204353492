/** People and clients for trying Aula out. Exists in the development profile only. */
@NullMarked
package io.aula.identity.demo;

import org.jspecify.annotations.NullMarked;
