# Structural models by lavaan: every file of structural/ but hs_missing_A.csv.
suppressMessages({library(lavaan); })
num <- function(v) ifelse(is.na(v) | !is.finite(v), "null", formatC(v, digits = 15, format = "g"))
quote1 <- function(v) paste0("\"", gsub("\n", "\\n", v, fixed = TRUE), "\"")
value <- function(v) if (is.character(v)) quote1(v) else num(as.numeric(v))
object <- function(l) paste0("{", paste(paste0(quote1(names(l)), ": ", sapply(l, value)), collapse = ", "), "}")
rows <- function(d) paste0("[\n", paste(sapply(seq_len(nrow(d)), function(i) object(as.list(d[i, ]))), collapse = ",\n"), "]")
hs <- HolzingerSwineford1939
hs$school <- as.character(hs$school)
out <- "structural" # run in the folder of this script
write.csv(PoliticalDemocracy, file.path(out, "political_democracy.csv"), row.names = FALSE, quote = FALSE)
x <- hs[, c("school", paste0("x", 1:9))]
x$school <- ifelse(x$school == "Pasteur", "Pasteur", "Grant-White")
write.csv(x, file.path(out, "holzinger_schools.csv"), row.names = FALSE, quote = FALSE)
three <- "visual =~ x1 + x2 + x3\ntextual =~ x4 + x5 + x6\nspeed =~ x7 + x8 + x9\n"
democracy <- "ind60 =~ x1 + x2 + x3
dem60 =~ y1 + a*y2 + b*y3 + c*y4
dem65 =~ y5 + a*y6 + b*y7 + c*y8
y1 ~~ y5
y2 ~~ y4 + y6
y3 ~~ y7
y4 ~~ y8
y6 ~~ y8
"
sem <- paste0(democracy, "dem60 ~ p*ind60\ndem65 ~ q*ind60 + r*dem60\nindirect := p*r\ntotal := q + p*r\n")
second <- paste0(three, "g =~ visual + textual + speed\n")
bifactor <- "g =~ x1 + x2 + x3 + x4 + x5 + x6 + x7 + x8 + x9
textual =~ x4 + x5 + x6
speed =~ x7 + x8 + x9
g ~~ 0*textual + 0*speed
"
single <- "visual =~ x1 + x2 + x3\none =~ x4\nx4 ~~ 0*x4\n"
groups <- "visual =~ x1 + c(a,a)*x2 + c(b,b)*x3
textual =~ x4 + c(d,d)*x5 + c(e,e)*x6
speed =~ x7 + c(h,h)*x8 + c(i,i)*x9
"
means <- paste0(three, "x1 ~ 1\n")
save <- function(name, model, data, ...) {
  f <- cfa(model, data = data, ...)
  pe <- parameterEstimates(f, remove.nonfree = FALSE)
  st <- standardizedSolution(f)
  pe$std.all <- st$est.std; pe$std.se <- st$se
  fm <- as.list(fitMeasures(f))
  mi <- tryCatch({m <- modindices(f); m[, intersect(c("lhs","op","rhs","group","mi","epc"), names(m))]}, error = function(e) NULL)
  for (k in names(pe)) if (is.factor(pe[[k]])) pe[[k]] <- as.character(pe[[k]])
  text <- paste0("{\"model\": ", quote1(model), ",\n\"fit\": ", object(lapply(fm, as.numeric)), ",\n\"parameters\": ", rows(as.data.frame(pe)),
    if (is.null(mi)) "" else paste0(",\n\"modification\": ", rows(as.data.frame(mi))), "}")
  writeLines(text, file.path(out, paste0(name, ".json")))
  cat(name, fm$logl, fm$chisq, fm$df, fm$npar, "\n")
}
save("three", three, hs)
save("three_std_lv", three, hs, std.lv = TRUE)
save("three_mlr", three, hs, estimator = "MLR")
save("democracy", democracy, PoliticalDemocracy)
save("democracy_sem", sem, PoliticalDemocracy)
save("second_order", second, hs)
save("bifactor", bifactor, hs, std.lv = TRUE)
save("single", single, hs)
save("means", means, hs)
save("groups_free", three, x, group = "school")
save("groups_loadings", groups, x, group = "school")
save("groups_mlr", groups, x, group = "school", estimator = "MLR")
m <- read.csv("structural/hs_missing_A.csv") # the rule of its gaps is in fiml_hs_A.json
save("fiml", three, m, missing = "ml")
save("fiml_mlr", three, m, missing = "ml", estimator = "MLR")
