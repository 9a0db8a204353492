/** What every service would otherwise repeat, as Spring Boot auto-configuration. Nothing of the domain enters it. */
@NullMarked
package io.aula.platform;

import org.jspecify.annotations.NullMarked;
