/** What people write: its rules, its HTML that may stand in a page, the people and the words in it. It knows no feature. */
@NullMarked
package io.aula.social.markdown;

import org.jspecify.annotations.NullMarked;
