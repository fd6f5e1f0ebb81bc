/**
 * Flow JSON at run time: {@link dev.penstock.flowjson.check.ScreenModels} tells whether an answer fits its screen,
 * {@link dev.penstock.flowjson.check.Pairing} whether the handlers fit the document.
 */
@NullMarked
package dev.penstock.flowjson.check;

import org.jspecify.annotations.NullMarked;
