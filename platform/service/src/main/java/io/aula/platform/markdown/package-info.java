/** Markdown that people write, as HTML that may stand in a page. It knows no feature, and no service. */
@NullMarked
package io.aula.platform.markdown;

import org.jspecify.annotations.NullMarked;
