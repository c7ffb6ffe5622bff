# Scores a matrix by GSVA of Bioconductor, for the comparison of make bench-peer.
# usage: Rscript peer.R METHOD MATRIX.tsv SETS.gmt SCORES.tsv
# Prints the seconds of the scoring call alone and the peak memory of the process, in MB.
suppressMessages(library(GSVA))
args <- commandArgs(TRUE)
con <- file(args[2], "r")
samples <- strsplit(readLines(con, 1), "\t")[[1]][-1]
cells <- scan(con, what = c(list(""), rep(list(0), length(samples))), sep = "\t", quiet = TRUE)
close(con)
m <- do.call(cbind, cells[-1])
dimnames(m) <- list(cells[[1]], samples)
lines <- strsplit(readLines(args[3]), "\t")
sets <- lapply(lines, function(x) x[-(1:2)])
names(sets) <- sapply(lines, `[`, 1)
rm(cells); invisible(gc())
t <- system.time(r <- gsva(m, sets, method = args[1], kcdf = "Gaussian", verbose = FALSE, parallel.sz = 1L))
write.table(format(r, digits = 17), args[4], sep = "\t", quote = FALSE, col.names = NA)
peak <- as.numeric(gsub("[^0-9]", "", grep("VmHWM", readLines("/proc/self/status"), value = TRUE))) / 1024
cat(t[["elapsed"]], peak, as.character(packageVersion("GSVA")), R.version.string, sep = "\t")
