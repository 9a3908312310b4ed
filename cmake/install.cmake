# Installs the headers and the package that find_package(dovetail COMPONENTS ...) reads: one export a component,
# so that who wants SQLite alone needs no PostgreSQL.
include(CMakePackageConfigHelpers)
include(GNUInstallDirs)
set(dovetail_package_dir "${CMAKE_INSTALL_DATADIR}/cmake/dovetail")

install(DIRECTORY "${PROJECT_SOURCE_DIR}/include/" DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}"
    FILES_MATCHING PATTERN "*.hpp")

foreach(part IN ITEMS "" _sqlite _postgres)
    if(TARGET dovetail${part})
        install(TARGETS dovetail${part} EXPORT dovetail${part})
        install(EXPORT dovetail${part} NAMESPACE dovetail:: FILE "dovetail${part}_targets.cmake"
            DESTINATION "${dovetail_package_dir}")
    endif()
endforeach()

configure_package_config_file("${PROJECT_SOURCE_DIR}/cmake/dovetailConfig.cmake.in"
    "${PROJECT_BINARY_DIR}/dovetailConfig.cmake" INSTALL_DESTINATION "${dovetail_package_dir}")
write_basic_package_version_file("${PROJECT_BINARY_DIR}/dovetailConfigVersion.cmake"
    COMPATIBILITY SameMinorVersion ARCH_INDEPENDENT)
install(FILES "${PROJECT_BINARY_DIR}/dovetailConfig.cmake" "${PROJECT_BINARY_DIR}/dovetailConfigVersion.cmake"
    "${PROJECT_SOURCE_DIR}/cmake/dependencies.cmake" DESTINATION "${dovetail_package_dir}")
install(FILES "${PROJECT_SOURCE_DIR}/LICENSE" DESTINATION "${CMAKE_INSTALL_DATADIR}/doc/dovetail")
