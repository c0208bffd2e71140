"""Best one-to-one alignment of two lists by a table of gains (Hungarian algorithm, Kuhn–Munkres with potentials)."""


def best_alignment(gains):
    """gains[i][j] >= 0. Pairs (i, j) whose summed gain is greatest; pairs that gain nothing are left out."""
    if not gains or not gains[0]:
        return []
    if len(gains) > len(gains[0]):
        return sorted((i, j) for j, i in best_alignment([list(column) for column in zip(*gains)]))
    rows, columns = len(gains), len(gains[0])
    row_price, column_price = [0.0] * (rows + 1), [0.0] * (columns + 1)
    owner = [0] * (columns + 1)
    for row in range(1, rows + 1):
        augment(row, gains, owner, row_price, column_price)
    return sorted((owner[j] - 1, j - 1) for j in range(1, columns + 1) if owner[j] and gains[owner[j] - 1][j - 1] > 0)


def augment(row, gains, owner, row_price, column_price):
    """Adds one row to the assignment along the cheapest augmenting path. Column 0 stands for "no column yet"."""
    columns = len(owner) - 1
    owner[0], column = row, 0
    slack, before, done = [float("inf")] * (columns + 1), [0] * (columns + 1), [False] * (columns + 1)
    while owner[column]:
        done[column] = True
        here, step, following = owner[column], float("inf"), 0
        for j in range(1, columns + 1):
            if not done[j]:
                cost = -gains[here - 1][j - 1] - row_price[here] - column_price[j]
                if cost < slack[j]:
                    slack[j], before[j] = cost, column
                if slack[j] < step:
                    step, following = slack[j], j
        for j in range(columns + 1):
            if done[j]:
                row_price[owner[j]] += step
                column_price[j] -= step
            else:
                slack[j] -= step
        column = following
    while column:
        owner[column] = owner[before[column]]
        column = before[column]
