package io.aula.identity.authserver.page;

import java.time.Duration;
import java.util.Enumeration;
import java.util.Locale;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.i18n.CookieLocaleResolver;
import org.springframework.web.servlet.i18n.LocaleChangeInterceptor;

/** Language, headers and the style sheet of the pages. */
@Configuration(proxyBeanMethods = false)
class PageConfiguration implements WebMvcConfigurer {
    private static final Locale SPANISH = Locale.of("es");

    private final PendingAuthorization pending;

    PageConfiguration(PendingAuthorization pending) {
        this.pending = pending;
    }

    /** The cookie of the switch or of the SPA, else the browser's preference, else Spanish. */
    @Bean
    LocaleResolver localeResolver() {
        CookieLocaleResolver resolver = new CookieLocaleResolver("AULA_LANG");
        resolver.setCookiePath("/");
        resolver.setCookieMaxAge(Duration.ofDays(365));
        // The SPA keeps the same choice and may read it here.
        resolver.setCookieHttpOnly(false);
        resolver.setCookieSameSite("Lax");
        resolver.setRejectInvalidCookies(false);
        resolver.setDefaultLocaleFunction(request ->
                // Without the header a servlet names the machine's own language.
                request.getHeader("Accept-Language") == null ? SPANISH : preferred(request.getLocales()));
        return resolver;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        LocaleChangeInterceptor language = new LocaleChangeInterceptor();
        language.setParamName("lang");
        language.setIgnoreInvalidLocale(true);
        registry.addInterceptor(language).addPathPatterns("/auth/**");
        registry.addInterceptor(new PageHeaders(pending)).addPathPatterns("/auth/**", "/error");
    }

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler("/auth/assets/**")
                .addResourceLocations("classpath:/static/auth/assets/")
                .setCacheControl(CacheControl.maxAge(Duration.ofHours(1)));
    }

    private static Locale preferred(Enumeration<Locale> wanted) {
        while (wanted.hasMoreElements()) {
            String language = wanted.nextElement().getLanguage();
            if (language.equals("es") || language.equals("en")) {
                return Locale.of(language);
            }
        }
        return SPANISH;
    }
}
