package org.em4j.core;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks the smallest piece of code that <em>is</em> a numbered equation of a document under {@code papers/}. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Equation {
    /** The equations' ids, such as {@code 3695dxf}. */
    String[] value();
}
