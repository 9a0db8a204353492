/** Comments on lessons in MongoDB: threads two deep, votes, live news. One document is one atomic change, its events inside. */
@NullMarked
package io.aula.social.comment;

import org.jspecify.annotations.NullMarked;
