/**
 * A client's text as a document, and the quick proof that most documents are valid. It reads executable definitions only and builds the
 * library's nodes, so that the library can judge, and word what is wrong with, whatever the proof does not cover.
 */
@NullMarked
package io.aula.gateway.operation.document;

import org.jspecify.annotations.NullMarked;
