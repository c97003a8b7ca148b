# The clusters that mclust 6.0.0 starts from, one column for each number of them: Rscript hc.R, in this folder.
suppressMessages(library(mclust))
for (name in c("iris", "wine")) {
  x <- read.csv(file.path("../../../../../data", paste0(name, ".csv")))
  clusters <- hclass(hc(x[, sapply(x, is.numeric)], modelName = "VVV", use = "SVD"), 1:9)
  colnames(clusters) <- paste0("K", 1:9)
  write.csv(clusters, paste0("hc_", name, ".csv"), row.names = FALSE)
}
