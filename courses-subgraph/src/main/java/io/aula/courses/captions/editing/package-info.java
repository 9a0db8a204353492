/** What people do to captions: correct, approve, bring back, upload, delete. */
@NullMarked
package io.aula.courses.captions.editing;

import org.jspecify.annotations.NullMarked;
